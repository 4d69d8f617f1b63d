"""Whether what is kept is whole, and was fetched politely; what need not be kept longer."""
