/** What the session starts, in the tray. The desktop entry specification wants four characters escaped within quotes, and backslashes once more. */
export function autostartEntry(program: string): string {
  const quoted = `"${program.replace(/["`$\\]/g, (char) => `\\${char}`)}"`
  const exec = quoted.replaceAll('\\', '\\\\')
  return ['[Desktop Entry]', 'Type=Application', 'Name=Millrace', `Exec=${exec} --hidden`, 'Terminal=false', ''].join(
    '\n',
  )
}
