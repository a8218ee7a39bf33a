"""The typed values that pass between the stages of an answer."""
