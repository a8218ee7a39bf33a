"""What each template is given."""
