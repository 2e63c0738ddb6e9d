"""Files made from figures, and the routes that serve them."""
