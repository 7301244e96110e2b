import { useCallback } from 'react'
import { useFace } from '../../app/face.ts'
import { save } from './batch-actions.ts'

/** Has the browser save one line a file; the server makes sure that no spreadsheet takes a name for a formula. */
export function useReport(batch: string): (format: 'csv' | 'jsonl') => void {
  const { addresses } = useFace()
  return useCallback((format) => save(addresses.report(batch, format)), [addresses, batch])
}
