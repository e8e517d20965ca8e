import { defineModule } from '../module.js';
import { CityCompanyResolver, CityProgressResolver } from './city.resolver.js';
import { cityWork } from './city.worklist.js';

export const cityModule = defineModule({
  name: 'city',
  costs: {
    'Query.cityProgress': 2_000,
    'CityProgress.eligibleCount': 1_000,
    'CityCompanyConnection.totalCount': 1_500,
  },
  worklist: cityWork,
  resolvers: [CityCompanyResolver, CityProgressResolver],
});
