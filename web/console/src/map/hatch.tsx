import type { ReactNode } from 'react';

/** What is hidden: stripes, so that it is told without colour. Fill with `url(#id)`. */
export function Hatch({ id }: { id: string }): ReactNode {
  return (
    <defs>
      <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={6} height={6} className="map-ground" />
        <rect width={2} height={6} className="map-hatch" />
      </pattern>
    </defs>
  );
}
