; Inno Setup 6: makes dist\ikbt-desktop-<version>-setup.exe from the folder that `dev.py installer` built.
; Start it from the project's root: iscc /DVersion=1.0.0 installers\windows\ikbt-desktop.iss
#define Root "..\.."
#ifndef Version
  #error Name the version: iscc /DVersion=1.0.0 installers\windows\ikbt-desktop.iss
#endif

[Setup]
AppId={{6D0B4B0C-7C0E-4D3B-9A57-2B7C7E7C1B61}
AppName=iKBT Desktop
AppVersion={#Version}
DefaultDirName={autopf}\iKBT Desktop
DefaultGroupName=iKBT Desktop
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; A clinic's account seldom is an administrator's; the person may choose at start.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
LicenseFile={#Root}\LICENSE
OutputDir={#Root}\dist
OutputBaseFilename=ikbt-desktop-{#Version}-setup
Compression=lzma2
SolidCompression=yes
; The clinic's data lie in the user's own folder: neither an upgrade nor a removal touches them.
UninstallDisplayIcon={app}\ikbt-desktop.exe

[Languages]
Name: "sv"; MessagesFile: "compiler:Languages\Swedish.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[InstallDelete]
; What an older version brought must not be found by a newer one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Root}\dist\ikbt-desktop\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\iKBT Desktop"; Filename: "{app}\ikbt-desktop.exe"

[Run]
Filename: "{app}\ikbt-desktop.exe"; Description: "iKBT Desktop"; Flags: nowait postinstall skipifsilent
