"""How a question was read: in a sentence, in the stages by which rows were left out, and asked otherwise."""
