/* One kernel operation per word: prints "word: ok" or "word: <why not>". Nothing is left changed on the machine it runs on. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/bpf.h>
#include <linux/fs.h>
#include <linux/if_tun.h>
#include <linux/netlink.h>
#include <linux/perf_event.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/swap.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

static const char *path;

static long mounted(const char *type, const char *options) {
  mkdir("/lab-mount", 0755);
  long result = mount("lab", "/lab-mount", type, 0, options);
  if (result == 0) umount2("/lab-mount", MNT_DETACH);
  return result;
}

static long in_child(long (*operation)(void)) {
  int status;
  pid_t child = fork();
  if (child == 0) _exit(operation() < 0 ? errno : 0);
  waitpid(child, &status, 0);
  errno = WEXITSTATUS(status);
  return errno ? -1 : 0;
}

static int scratch_file(void) { return open("/lab-file", O_CREAT | O_RDWR, 0644); }
static int inet_socket(void) { return socket(AF_INET, SOCK_STREAM, 0); }

static long mknod_device(void) { unlink("/lab-node"); return mknod("/lab-node", S_IFCHR | 0666, makedev(1, 3)); }
static long set_timezone(void) { struct timezone zone; struct timeval now; gettimeofday(&now, &zone); return syscall(SYS_settimeofday, 0, &zone); }
static long nice_negative(void) { return setpriority(PRIO_PROCESS, 0, -10); }
static long ioprio_realtime(void) { return syscall(SYS_ioprio_set, 1, 0, (1 << 13) | 4); }
static long raise_nofile(void) { struct rlimit limit; getrlimit(RLIMIT_NOFILE, &limit); limit.rlim_max += 1; return setrlimit(RLIMIT_NOFILE, &limit); }
static long lock_memory(void) {
  size_t size = 1 << 20;
  void *memory = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return mlock(memory, size);
}
static long read_kernel_log(void) { char text[256]; return klogctl(3, text, sizeof text); }
static long delete_module(void) { return syscall(SYS_delete_module, "remap_ready_lab", 0); }
static long port_access(void) {
#ifdef SYS_ioperm
  return syscall(SYS_ioperm, 0x80, 1, 1);
#else
  errno = ENOSYS;
  return -1;
#endif
}
static long set_immutable(void) {
  int file = scratch_file();
  int flags = 0;
  ioctl(file, FS_IOC_GETFLAGS, &flags);
  flags |= FS_IMMUTABLE_FL;
  long result = ioctl(file, FS_IOC_SETFLAGS, &flags);
  int error = errno;
  flags &= ~FS_IMMUTABLE_FL;
  ioctl(file, FS_IOC_SETFLAGS, &flags);
  errno = error;
  return result;
}
static long call_vhangup(void) { return vhangup(); }
static long wake_alarm(void) { return syscall(SYS_timerfd_create, 8, 0); }
static long audit(int type, const char *text) {
  struct { struct nlmsghdr head; char text[32]; } message = {0};
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  struct { struct nlmsghdr head; struct nlmsgerr error; char rest[512]; } answer = {0};
  int file = socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT);
  if (file < 0) return -1;
  message.head.nlmsg_len = sizeof message;
  message.head.nlmsg_type = type;
  message.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
  strcpy(message.text, text);
  if (sendto(file, &message, sizeof message, 0, (void *)&kernel, sizeof kernel) < 0) return -1;
  if (recv(file, &answer, sizeof answer, 0) < 0) return -1;
  if (answer.head.nlmsg_type != NLMSG_ERROR) return 0;
  errno = -answer.error.error;
  return errno ? -1 : 0;
}
static long audit_write(void) { return audit(AUDIT_USER, "remap-ready lab"); }
static long connect_socket(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strncpy(address.sun_path, path ? path : "", sizeof address.sun_path - 1);
  return connect(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&address, sizeof address);
}
static long listen_socket(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int file = socket(AF_UNIX, SOCK_STREAM, 0);
  strncpy(address.sun_path, path ? path : "", sizeof address.sun_path - 1);
  umask(0117);
  if (bind(file, (void *)&address, sizeof address) || listen(file, 5)) return -1;
  return pause();
}
static long bpf_program(void) {
  struct bpf_insn program[] = {{.code = 0xb7}, {.code = 0x95}};
  union bpf_attr attributes = {0};
  attributes.prog_type = BPF_PROG_TYPE_SOCKET_FILTER;
  attributes.insns = (unsigned long)program;
  attributes.insn_cnt = 2;
  attributes.license = (unsigned long)"GPL";
  return syscall(SYS_bpf, BPF_PROG_LOAD, &attributes, sizeof attributes);
}
static long perf_cpu(void) {
  struct perf_event_attr event = {0};
  event.size = sizeof event;
  event.type = PERF_TYPE_SOFTWARE;
  event.config = PERF_COUNT_SW_CPU_CLOCK;
  return syscall(SYS_perf_event_open, &event, -1, 0, -1, 0);
}
static long mount_sysfs(void) { return mounted("sysfs", ""); }
static long mount_debugfs(void) { return mounted("debugfs", ""); }
static long mount_bpffs(void) { return mounted("bpf", ""); }
static long mount_tmpfs(void) { return mounted("tmpfs", ""); }
static long mount_proc(void) { return mounted("proc", ""); }
static long mount_bind(void) {
  mkdir("/lab-mount", 0755);
  long result = mount("/etc", "/lab-mount", 0, MS_BIND, 0);
  if (result == 0) umount2("/lab-mount", MNT_DETACH);
  return result;
}
static long mount_overlay(void) {
  mkdir("/lab-overlay", 0755);
  if (mount("lab", "/lab-overlay", "tmpfs", 0, "") < 0) return -1;
  mkdir("/lab-overlay/lower", 0755);
  mkdir("/lab-overlay/upper", 0755);
  mkdir("/lab-overlay/work", 0755);
  mkdir("/lab-overlay/merged", 0755);
  return mount("lab", "/lab-overlay/merged", "overlay", 0, "lowerdir=/lab-overlay/lower,upperdir=/lab-overlay/upper,workdir=/lab-overlay/work");
}
static long call_swapon(void) { return swapon("/etc/passwd", 0); }
static long security_attribute(void) { close(scratch_file()); return setxattr("/lab-file", "security.lab", "1", 1, 0); }
static long trusted_attribute(void) { close(scratch_file()); return setxattr("/lab-file", "trusted.lab", "1", 1, 0); }
static long set_domainname(void) { char name[65]; return getdomainname(name, sizeof name) < 0 ? -1 : setdomainname(name, strlen(name)); }
static long set_hostname(void) { return sethostname("lab", 3); }
static long link_up(void) {
  struct ifreq request = {0};
  int file = inet_socket();
  strcpy(request.ifr_name, "lo");
  ioctl(file, SIOCGIFFLAGS, &request);
  request.ifr_flags |= IFF_UP;
  return ioctl(file, SIOCSIFFLAGS, &request);
}
static long socket_mark(void) { int mark = 5; return setsockopt(inet_socket(), SOL_SOCKET, SO_MARK, &mark, sizeof mark); }
static long receive_buffer_force(void) { int size = 5000000; return setsockopt(inet_socket(), SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size); }
static long raw_socket(void) { return socket(AF_INET, SOCK_RAW, IPPROTO_ICMP); }
static long packet_socket(void) { return socket(AF_PACKET, SOCK_RAW, 0x0300); }
static long icmp_datagram(void) { return socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP); }
static long bind_80(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(80)};
  return bind(inet_socket(), (void *)&address, sizeof address);
}
static long trace_child(void) {
  pid_t child = fork();
  if (child == 0) { sleep(2); _exit(0); }
  long result = ptrace(PTRACE_SEIZE, child, 0, 0);
  int error = errno;
  kill(child, SIGKILL);
  waitpid(child, 0, 0);
  errno = error;
  return result;
}
static long call_chroot(void) { return chroot("/"); }
static long setuid_1000_now(void) { return setuid(1000); }
static long setuid_70000_now(void) { return setuid(70000); }
static long setuid_1000(void) { return in_child(setuid_1000_now); }
static long setuid_70000(void) { return in_child(setuid_70000_now); }
static long chown_1000(void) { close(scratch_file()); return chown("/lab-file", 1000, 1000); }
static long chown_70000(void) { close(scratch_file()); return chown("/lab-file", 70000, 70000); }
static long set_file_capability(void) {
  /* struct vfs_cap_data, revision 2, effective: cap_net_raw. */
  unsigned char data[20] = {0x01, 0, 0, 0x02, 0, 0x20};
  if (!path) { close(scratch_file()); path = "/lab-file"; }
  return setxattr(path, "security.capability", data, sizeof data, 0);
}
static long drop_and_wait(void) { if (setuid(1000) < 0) _exit(1); sleep(2); return 0; }
static long kill_1(void) {
  pid_t child = fork();
  if (child == 0) { drop_and_wait(); _exit(0); }
  usleep(50000);
  long result = kill(child, SIGKILL);
  waitpid(child, 0, 0);
  return result;
}
static long read_private(void) { return open("/home/user/private", O_RDONLY); }
static long unshare_user_now(void) { return unshare(CLONE_NEWUSER); }
static long unshare_user(void) { return in_child(unshare_user_now); }
static long nested_map(void) {
  /* Maps container ids from the number given on, as newuidmap does for a subuid range. */
  int ready[2], error;
  char name[64], line[64];
  if (pipe(ready) < 0) return -1;
  pid_t child = fork();
  if (child == 0) {
    char state = unshare(CLONE_NEWUSER) < 0 ? (char)errno : 0;
    if (write(ready[1], &state, 1) < 0) _exit(1);
    sleep(2);
    _exit(0);
  }
  char state = 0;
  if (read(ready[0], &state, 1) < 0) return -1;
  long result = -1;
  error = state;
  if (!state) {
    snprintf(name, sizeof name, "/proc/%d/uid_map", child);
    int length = snprintf(line, sizeof line, "1 %s 5000\n", path ? path : "10000");
    int file = open(name, O_WRONLY);
    result = file < 0 ? -1 : write(file, line, length);
    error = errno;
  }
  kill(child, SIGKILL);
  waitpid(child, 0, 0);
  errno = error;
  return result;
}
static long tun(void) {
  struct ifreq request = {0};
  int file = open(path ? path : "/dev/net/tun", O_RDWR);
  if (file < 0) return -1;
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  strcpy(request.ifr_name, "lab0");
  return ioctl(file, TUNSETIFF, &request);
}

static const struct { const char *word; long (*operation)(void); } operations[] = {
  {"mknod_device", mknod_device}, {"set_timezone", set_timezone}, {"nice_negative", nice_negative}, {"ioprio_realtime", ioprio_realtime},
  {"raise_nofile", raise_nofile}, {"lock_memory", lock_memory}, {"read_kernel_log", read_kernel_log}, {"delete_module", delete_module},
  {"port_access", port_access}, {"set_immutable", set_immutable}, {"vhangup", call_vhangup}, {"wake_alarm", wake_alarm},
  {"audit_write", audit_write}, {"connect_socket", connect_socket}, {"listen_socket", listen_socket}, {"bpf_program", bpf_program}, {"perf_cpu", perf_cpu},
  {"mount_sysfs", mount_sysfs}, {"mount_debugfs", mount_debugfs}, {"mount_bpffs", mount_bpffs}, {"mount_tmpfs", mount_tmpfs},
  {"mount_proc", mount_proc}, {"mount_bind", mount_bind}, {"mount_overlay", mount_overlay}, {"swapon", call_swapon},
  {"security_attribute", security_attribute}, {"trusted_attribute", trusted_attribute}, {"set_domainname", set_domainname}, {"set_hostname", set_hostname}, {"link_up", link_up},
  {"socket_mark", socket_mark}, {"receive_buffer_force", receive_buffer_force}, {"raw_socket", raw_socket}, {"packet_socket", packet_socket},
  {"icmp_datagram", icmp_datagram}, {"bind_80", bind_80}, {"trace_child", trace_child}, {"chroot", call_chroot},
  {"setuid_1000", setuid_1000}, {"setuid_70000", setuid_70000}, {"chown_1000", chown_1000}, {"chown_70000", chown_70000},
  {"set_file_capability", set_file_capability}, {"kill_1", kill_1}, {"read_private", read_private}, {"unshare_user", unshare_user},
  {"tun", tun}, {"nested_map", nested_map},
};

int main(int count, char **words) {
  if (count < 2) return 2;
  path = count > 2 ? words[2] : 0;
  if (!strcmp(words[1], "effective_ids")) {
    printf("effective uid %d gid %d\n", geteuid(), getegid());
    return 0;
  }
  for (size_t index = 0; index < sizeof operations / sizeof *operations; index++) {
    if (strcmp(operations[index].word, words[1])) continue;
    errno = 0;
    printf("%s: %s\n", words[1], operations[index].operation() >= 0 ? "ok" : strerror(errno));
    return 0;
  }
  printf("%s: unknown\n", words[1]);
  return 2;
}
