import { useCallback, useEffect, useRef } from 'react';

/** Tells whether the component is still on screen: what ends later must not lead the person away from elsewhere. */
export function useStillHere(): () => boolean {
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return useCallback(() => here.current, []);
}
