"""What an office's own assistant asks by the Model Context Protocol: answers as tools and resources."""
