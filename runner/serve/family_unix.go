//go:build unix && !linux

package serve

// Only the process group is known here: what leaves it is not ended, nor counted.

func adopt() {}

// Private keeps other processes of this user out of our memory and environment, where the system can.
func Private() {}

func descendants() []int { return nil }

func resident([]int) int64 { return 0 }

// Which ports an application listens on is not known here: at its own one it is believed.

func everyPort() []int { return nil }

func listensOn(int) []int { return nil }
