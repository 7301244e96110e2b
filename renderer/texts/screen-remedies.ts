import type { FaultCode } from '../../contract/fault.ts'

/** What to do about a fault whose words name a command of the command line: in the screens there is a place for it. */
export const screenRemedies: Partial<Record<FaultCode, string>> = {
  'recipe-unknown': 'All that there are stand under Recipes.',
  'usage-wrong': '',
  'watch-unknown': 'All that there are stand under Watch folders.',
  'batch-unknown': 'All that there are stand under History.',
}
