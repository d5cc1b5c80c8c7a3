"""A page that shows every component with its props and states."""
