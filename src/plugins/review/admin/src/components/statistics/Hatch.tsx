import { useChartColours } from './use-colours';

/**
 * The pattern of what was rejected. Green and red alone are one colour to many people; the id names it
 * in `fill`, once for each drawing.
 */
export function Hatch({ id }: { id: string }) {
  const { rejected, ground } = useChartColours();
  return (
    <defs>
      <pattern
        id={id}
        width={6}
        height={6}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width={6} height={6} fill={rejected} />
        <line y2={6} stroke={ground} strokeWidth={2.5} />
      </pattern>
    </defs>
  );
}
