import { z } from 'zod'
import { settingFields } from '../../contract/settings-commands.ts'

const { maxAgeDays, maxBytes } = settingFields.vault.shape

/** How much may lie in the vault, and how long, before a person is told. Nothing leaves it by itself. */
export const vaultSchema = z.strictObject({ maxAgeDays: maxAgeDays.default(30), maxBytes: maxBytes.default(null) })

export type VaultSettings = z.infer<typeof vaultSchema>
