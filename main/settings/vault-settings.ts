import { z } from 'zod'

/** How much may lie in the vault, and how long, before a person is told. Nothing leaves it by itself. */
export const vaultSchema = z.object({
  maxAgeDays: z.number().positive().nullable().default(30).describe('days a file may lie in the vault'),
  maxBytes: z.number().int().positive().nullable().default(null).describe('bytes the vault may hold'),
})

export type VaultSettings = z.infer<typeof vaultSchema>
