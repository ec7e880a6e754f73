# A FUSE file system that reads every request and never answers statfs and read: whoever asks them
# cannot even be killed. silent-fuse.pl MOUNTPOINT, as root; needs nothing but perl-base.
# The root holds one file, `file`; whoever opens it second gets direct I/O, so that a private mapping
# of it waits for the page that the first one reads, with the memory map's lock held.
use strict;
use warnings;
use Fcntl;

my ($point) = @ARGV;
sysopen(my $fuse, '/dev/fuse', O_RDWR) or die "/dev/fuse: $!";
my $fd = fileno $fuse;
my $options = "fd=$fd,rootmode=40000,user_id=0,group_id=0,allow_other";
my ($source, $type) = ('silent', 'fuse.silent');
my $mount = { x86_64 => 165, aarch64 => 40 }->{ (split ' ', `uname -m`)[0] } or die 'which machine?';
syscall($mount, $source, $point, $type, 6, $options) == 0 or die "mount: $!";
$| = 1;
print "mounted\n";

sub answer {
    my ($unique, $body) = @_;
    syswrite $fuse, pack('LlQ', 16 + length $body, 0, $unique) . $body;
}

sub attributes {
    my ($node) = @_;
    my $mode = $node == 1 ? 040755 : 0100644;
    return pack 'Q6L10', $node, 8192, 16, 0, 0, 0, 0, 0, 0, $mode, 1, 0, 0, 0, 4096, 0;
}

my $opened = 0;
while (sysread $fuse, my $request, 1 << 20) {
    my ($length, $code, $unique, $node) = unpack 'LLQQ', $request;
    if ($code == 26) {
        answer($unique, pack 'LLLLSSLLSSLL7', 7, 31, 65536, 0, 12, 10, 65536, 1, 0, 0, 0, (0) x 7);
    } elsif ($code == 1) {
        answer($unique, pack('QQQQLL', 2, 0, 3600, 3600, 0, 0) . attributes(2));
    } elsif ($code == 3) {
        answer($unique, pack('QLL', 3600, 0, 0) . attributes($node));
    } elsif ($code == 14) {
        answer($unique, pack 'QLL', ++$opened, $opened > 1 ? 3 : 2, 0);
    } elsif ($code == 27) {
        answer($unique, pack 'QLL', 1, 0, 0);
    } elsif ($code != 17 && $code != 15 && $code != 2 && $code != 42 && $code != 36) {
        syswrite $fuse, pack 'LlQ', 16, -38, $unique;
    }
}

# The connection was aborted; the mount namespace lives as long as somebody is in it.
sleep;
