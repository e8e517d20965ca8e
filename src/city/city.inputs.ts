import { Field, InputType } from 'type-graphql';
import { CityLack } from './city-company.js';

@InputType({ description: 'Which companies of the region; all conditions together.' })
export class CityCompanyFilter {
  @Field(() => CityLack, { nullable: true, description: '待补事项: only those that lack this.' })
  lacks?: CityLack;

  @Field(() => String, { nullable: true, description: '统一社会信用代码: exactly this company.' })
  creditCode?: string;

  @Field(() => String, { nullable: true, description: '设区市: only of this region, for example `3501`.' })
  region?: string;
}
