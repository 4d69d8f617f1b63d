"""What goes into the archive and comes out of it: one typed function for each statement.

The statements stand in ``sql/queries``; nothing else sends SQL about articles. It knows records
and rows; nothing of pages, of files or of the crawler.
"""
