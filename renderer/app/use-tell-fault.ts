import { useCallback } from 'react'
import { Fault } from '../../contract/fault.ts'
import { faultAdvice } from '../texts/fault-words.ts'
import { useToast } from './toasts.ts'

/** Says in a toast what went wrong and what to do about it; `subject` names what it was about where the error does not. */
export function useTellFault(subject: string): (error: unknown) => void {
  const toast = useToast()
  return useCallback(
    (error) => toast({ icon: 'alert', text: faultAdvice(Fault.from(error, subject)) }),
    [toast, subject],
  )
}
