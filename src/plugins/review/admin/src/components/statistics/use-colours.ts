import { useTheme } from 'styled-components';

/** What stands for what in every chart; from the theme, so that both of its faces have them. */
export interface ChartColours {
  submitted: string;
  approved: string;
  rejected: string;
  waiting: string;
  axis: string;
  grid: string;
  ground: string;
}

export function useChartColours(): ChartColours {
  const { colors } = useTheme();
  return {
    submitted: colors.primary600,
    approved: colors.success600,
    rejected: colors.danger600,
    waiting: colors.primary600,
    axis: colors.neutral600,
    grid: colors.neutral200,
    ground: colors.neutral0,
  };
}
