"""What a site can do: asked once a day, and what the answers mean."""
