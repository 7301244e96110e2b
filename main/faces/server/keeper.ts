import type { Client } from '../../../contract/client.ts'
import type { GrantKeeper } from '../../settings/grants.ts'

/** What a command of a face is held against. */
export interface Keeper {
  grants: GrantKeeper
  /** The engine as it is, for what has to be known. */
  client: Client
  signal: AbortSignal
}
