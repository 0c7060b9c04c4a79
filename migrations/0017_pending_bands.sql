-- New entries of a GIN index wait in a list until it is full; then whoever adds one more puts all of them into the index. Of signatures that one
-- holds the joining lock, and every worker waits: with the usual 4 MB for one or two seconds every few thousand reports. In kB.
alter index signatures_bands set (gin_pending_list_limit = 256);
