/** Device names Windows keeps for itself, with any extension. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i
const refusedOnWindows = /[<>:"/\\|?*\u0000-\u001f]/
/** Also the controls and line breaks that no listing shows as they are. */
const notPortable = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u2028\u2029]/g

/** Why Windows could not hold a name, or undefined. */
export function windowsRefusal(name: string): string | undefined {
  const character = refusedOnWindows.exec(name)?.[0]
  if (character !== undefined) return `Windows names cannot contain ${shown(character)}.`
  if (/[. ]$/.test(name)) return 'Windows names cannot end in a dot or a space.'
  const device = deviceOf(name)
  return reserved.test(device) ? `Windows keeps the name ${device} for itself.` : undefined
}

/** A name that every system can hold and keeps as it is; the same name where it already does, and `_` where nothing is left of it. */
export function portableName(name: string): string {
  return portableStem(name).replace(/[. ]+$/, (tail) => '_'.repeat(tail.length)) || '_'
}

/** The part of a name before its extension: only there may it end in a dot or a space. */
export function portableStem(stem: string): string {
  const plain = stem
    .replace(/\p{Surrogate}/gu, '_')
    .normalize('NFC')
    .replace(notPortable, '_')
  const device = deviceOf(plain)
  return reserved.test(device) ? `${device}_${plain.slice(device.length)}` : plain
}

/** Windows looks at what stands before the first dot, without the spaces at its end. */
function deviceOf(name: string): string {
  const dot = name.indexOf('.')
  return (dot < 0 ? name : name.slice(0, dot)).trimEnd()
}

function shown(character: string): string {
  return character < ' ' ? 'control characters' : `\`${character}\``
}
