package watch

import "syscall"

// remoteMount names the kind of file system on which a folder lies, if that is one whose files may be changed on
// another machine, on the host or by another program behind the kernel's back: inotify(7) tells only of what passes
// through this kernel's own file system calls. The numbers are those of statfs(2).
func remoteMount(folder string) string {
	var about syscall.Statfs_t
	if syscall.Statfs(folder, &about) != nil {
		return ""
	}
	return remoteKind(uint32(about.Type))
}

func remoteKind(magic uint32) string {
	switch magic {
	case 0x6969:
		return "NFS"
	case 0x517b, 0xfe534d42, 0xff534d42:
		return "SMB"
	case 0x01021997:
		return "9p" // the drives of Windows in WSL 2; shared folders of virtual machines
	case 0x65735546:
		return "FUSE" // sshfs; virtiofs and the like, by which containers on macOS and Windows see their host's files
	case 0x786f4256:
		return "vboxsf"
	case 0xbacbacbc:
		return "vmhgfs"
	case 0x5346414f, 0x6b414653:
		return "AFS"
	case 0x00c36400:
		return "Ceph"
	case 0x0bd00bd0:
		return "Lustre"
	case 0x01161970:
		return "GFS2"
	case 0x7461636f:
		return "OCFS2"
	case 0x73757245:
		return "Coda"
	}
	return ""
}
