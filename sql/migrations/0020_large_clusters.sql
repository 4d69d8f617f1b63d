-- Of hundreds of articles by one pattern, each is compared with some of the others.

COMMENT ON COLUMN warta.duplicates.similarity IS '1 where exact; else which share of their runs of three words it has in common with the article that it is most like, from 0.47 to 1. In clusters of a hundred or more, most like of those that it was compared with.';
