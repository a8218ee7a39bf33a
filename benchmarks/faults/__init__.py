"""What is thrown at Keikaku, and what it makes of it: each part in a module, all of them in one command."""
