"""How sure an answer is: told plainly, told as near, proposed."""
