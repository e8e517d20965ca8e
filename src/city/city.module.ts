import { defineModule } from '../module.js';
import { CityCompanyResolver, CityProgressResolver } from './city.resolver.js';

export const cityModule = defineModule({
  name: 'city',
  costs: { 'Query.cityProgress': 2_000 },
  resolvers: [CityCompanyResolver, CityProgressResolver],
});
