import type { FaultCode } from '../../contract/fault.ts'

/** What to do about a fault whose words name a command of the command line, or speak of work there already is: in the screens there is a place for it. */
export const screenRemedies: Partial<Record<FaultCode, string>> = {
  'recipe-unknown': 'All that there are stand under Recipes.',
  'usage-wrong': '',
  'watch-unknown': 'All that there are stand under Watch folders.',
  'no-connection': 'It comes back by itself. Look then whether it was done, and try again.',
  'batch-unknown': 'All that there are stand under History.',
}
