"""Answers inside other pages: in a frame, by a component, by oEmbed."""
