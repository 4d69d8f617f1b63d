"""What a listing says the site holds: one response in, ``Found`` entries out. Pure."""
