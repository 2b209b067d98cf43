#!/usr/bin/env bash
# Makes dist/ikbt-desktop_<version>_<machine>.deb from the folder that `dev.py installer` built.
set -euo pipefail
cd "$(dirname "$0")/../.."

built=dist/ikbt-desktop
[ -x "$built/ikbt-desktop" ] || { echo "Build it first: python3 dev.py installer" >&2; exit 1; }

version=$(sed -n 's/^__version__[^"]*"\([^"]*\)".*/\1/p' ikbt_desktop/__init__.py)
machine=$(dpkg --print-architecture)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

mkdir -p "$tree"/{DEBIAN,opt,usr/bin,usr/share/applications,usr/share/doc/ikbt-desktop}
cp -a "$built" "$tree/opt/ikbt-desktop"
ln -s /opt/ikbt-desktop/ikbt-desktop "$tree/usr/bin/ikbt-desktop"
install -m 644 installers/linux/ikbt-desktop.desktop "$tree/usr/share/applications/"
install -m 644 LICENSE "$tree/usr/share/doc/ikbt-desktop/copyright"

# The same libraries that dev.py looks for: Qt's own needs, and those of its X11 and Wayland plugins.
depends=$(python3 -c 'import dev
print(", ".join(dev.packages_of(dev.QT + dev.WAYLAND + dev.X11)))')
cat > "$tree/DEBIAN/control" <<CONTROL
Package: ikbt-desktop
Version: $version
Architecture: $machine
Maintainer: iKBT Desktop
Section: misc
Priority: optional
Depends: $depends
Installed-Size: $(du -sk "$tree" | cut -f1)
Description: internet-based CBT in a small clinic
 Referral, screening, assignment, weekly treatment and record, kept in one
 encrypted file on the clinic's own computer.
CONTROL
dpkg-deb --root-owner-group --build "$tree" "dist/ikbt-desktop_${version}_${machine}.deb"
