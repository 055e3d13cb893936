//go:build unix && !linux

package serve

// Only the process group is known here: what leaves it is not ended, nor counted.

func adopt() {}

// Private keeps other processes of this user out of our memory and environment, where the system can.
func Private() {}

func descendants() []int { return nil }

func resident([]int) int64 { return 0 }

func listens(int, int) bool { return true }
