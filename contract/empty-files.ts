/** Whether steps of a family do something with a file that holds nothing: it can be locked, rewritten or cut as any other; other steps need something in it. */
export function takesEmptyFiles(family: string): boolean {
  return family === 'secret' || family === 'file'
}
