// Package shards parts the files of an extraction among several runs, on one machine or on many, that know nothing of each other.
//
// It promises that every file belongs to one shard, whatever else is read; that folders of shards are told from folders
// of documents with such names; and that shards make a whole only when each was run to its end over the same files.
package shards
