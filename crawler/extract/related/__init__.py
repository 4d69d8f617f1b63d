"""Rules on links to other articles inside the text ("Baca Juga"), in whatever markup."""
