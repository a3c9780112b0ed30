"""What is promised of the engine, tried: hostile content, cut-off builds, files of others, odd places."""
