/** How Windows is asked to end a process with everything it has started: it has no process groups, and ending a process leaves its children. */
export function taskkillCall(pid: number, systemRoot = 'C:\\Windows'): { program: string; args: string[] } {
  // By its full path: a program of that name in the present folder is not meant. /T is the tree, /F does not ask.
  return { program: `${systemRoot}\\System32\\taskkill.exe`, args: ['/PID', String(pid), '/T', '/F'] }
}
