"""What an editor program shows of the content, asked of the server that VS Code's extension runs."""
