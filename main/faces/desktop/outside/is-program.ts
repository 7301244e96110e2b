/** Endings by which a system runs a file, or follows it somewhere, instead of showing it. Windows reads a name without the dots and blanks at its end. */
const runs = new Set(
  [
    'exe com scr pif bat cmd msi msp msc cpl inf reg lnk url scf hta chm hlp jar gadget application appref-ms',
    'settingcontent-ms library-ms search-ms ps1 psm1 ps1xml psd1 vb vbs vbe js jse ws wsf wsh xll',
    'app command tool terminal workflow action pkg dmg fileloc inetloc webloc mobileconfig scpt scptd applescript',
    'desktop sh bash zsh fish csh ksh run bin appimage flatpakref deb rpm snap py pyw pyc rb pl php lua',
  ].flatMap((line) => line.split(' ')),
)

/** Whether opening a file of this name could run it. */
export function isProgram(path: string): boolean {
  const [, ending = ''] = /\.([^./\\]*)$/.exec(path.replace(/[. ]+$/, '')) ?? []
  return runs.has(ending.toLowerCase())
}
