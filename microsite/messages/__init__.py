"""What is said to editors: sentences in their languages, problems, and how they are shown."""
