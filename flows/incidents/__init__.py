"""What a person must look at, and how they are told."""
