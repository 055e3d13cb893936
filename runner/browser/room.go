package browser

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// A room is a folder of the temporary folder that holds the browser profiles of one run, and so cookies. Its lock file is locked for as
// long as the process that made it lives, in whatever container: who gets the lock knows that the process is gone.
const (
	roomPattern = "cookiespec-run*"
	roomLock    = "in-use"
)

// Room is one of them, in use.
type Room struct {
	Dir  string
	lock *os.File
}

// NewRoom makes a room, after it removed those that killed runs left.
func NewRoom() (*Room, error) {
	_, _ = CleanRooms() // a run can do without
	dir, err := os.MkdirTemp("", roomPattern)
	if err == nil {
		dir, err = filepath.Abs(dir) // Chrome runs elsewhere
	}
	if err != nil {
		return nil, err
	}
	r := &Room{Dir: dir}
	// Locked before it has its name: no other run may find it unlocked.
	r.lock, err = os.CreateTemp(dir, roomLock+"-*")
	if err == nil {
		err = syscall.Flock(int(r.lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	}
	if err == nil {
		err = os.Rename(r.lock.Name(), filepath.Join(dir, roomLock))
	}
	if err != nil {
		return nil, errors.Join(err, r.Remove())
	}
	return r, nil
}

// Remove removes the room with all that is in it.
func (r *Room) Remove() error {
	err := os.RemoveAll(r.Dir)
	if err == nil && r.lock != nil {
		r.lock.Close()
	}
	return err
}

// CleanRooms removes the rooms whose process is gone, and returns their paths. Those of other users, and those of a process that lives,
// are left alone.
func CleanRooms() (removed []string, err error) {
	rooms, err := filepath.Glob(filepath.Join(os.TempDir(), roomPattern))
	if err != nil {
		return nil, err
	}
	for _, dir := range rooms {
		gone, cleaned := cleanRoom(dir)
		if gone {
			removed = append(removed, dir)
		}
		err = errors.Join(err, cleaned)
	}
	return removed, err
}

// cleanRoom tells whether it removed a room.
func cleanRoom(dir string) (gone bool, err error) {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() || !ours(info) {
		return false, nil
	}
	lock, err := os.OpenFile(filepath.Join(dir, roomLock), os.O_RDWR|syscall.O_NOFOLLOW, 0)
	if errors.Is(err, fs.ErrNotExist) { // it is just being made, or removed
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer lock.Close()
	if syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		return false, nil
	}
	if err := os.RemoveAll(dir); err != nil {
		return false, err
	}
	return true, nil
}

func ours(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Getuid()
}
