/** Nothing can be locked like anything else; any other step of a single file makes something of what is in it. By the family of the step. */
export function takesEmptyFiles(family: string): boolean {
  return family === 'secret'
}
