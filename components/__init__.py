"""What a person sees: figures, their frame, the filter bar and the server around them."""
