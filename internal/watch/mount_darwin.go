package watch

import "syscall"

// remoteMount names the kind of file system on which a folder lies, if that is not of this machine: kqueue(2) tells
// only of what is changed here.
func remoteMount(folder string) string {
	const local = 0x1000 // MNT_LOCAL of statfs(2)
	var about syscall.Statfs_t
	if syscall.Statfs(folder, &about) != nil || about.Flags&local != 0 {
		return ""
	}
	var kind []byte
	for _, c := range about.Fstypename {
		if c == 0 {
			break
		}
		kind = append(kind, byte(c))
	}
	return string(kind)
}
