"""The typed values that go between the stages: the question, the answer, and what can be wrong."""
