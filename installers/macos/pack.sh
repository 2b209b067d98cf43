#!/usr/bin/env bash
# Signs dist/iKBT Desktop.app and makes dist/ikbt-desktop-<version>.dmg from it.
# SIGNING_IDENTITY names a "Developer ID Application" certificate; without one the signature is ad hoc.
set -euo pipefail
cd "$(dirname "$0")/../.."

app="dist/iKBT Desktop.app"
[ -d "$app" ] || { echo "Build it first: python3 dev.py installer" >&2; exit 1; }
version=$(sed -n 's/^__version__[^"]*"\([^"]*\)".*/\1/p' ikbt_desktop/__init__.py)

codesign --force --deep --options runtime --entitlements installers/macos/entitlements.plist \
  --sign "${SIGNING_IDENTITY:--}" "$app"
codesign --verify --deep --strict "$app"

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
cp -R "$app" "$tree/"
ln -s /Applications "$tree/Applications"
hdiutil create -volname "iKBT Desktop" -srcfolder "$tree" -ov -format UDZO \
  "dist/ikbt-desktop-$version.dmg"
